/** imsmanifest.xml, by which an LMS knows a package: as SCORM 1.2 and as SCORM 2004, 4th edition, have it. */
import type { ScormVersion } from '../../lms/contents.ts';

export interface Packaged {
  version: ScormVersion;
  /** One that stays the same over versions of the package: letters, digits and hyphens. */
  identifier: string;
  title: string;
  /** The page that the LMS opens. */
  launch: string;
  files: readonly string[];
  /** The percentage of marks from which the LMS calls it passed. Without one it passes nobody, and fails nobody. */
  mastery: number | undefined;
}

const xml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const address = (file: string): string => xml(file.split('/').map(encodeURIComponent).join('/'));

const HEADS: Record<ScormVersion, { attributes: string; schema: string; kind: string }> = {
  '1.2': {
    attributes: `xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"`,
    schema: '1.2',
    kind: 'adlcp:scormtype',
  },
  '2004': {
    attributes: `xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"`,
    schema: '2004 4th Edition',
    kind: 'adlcp:scormType',
  },
};

function judgement({ version, mastery }: Packaged): string {
  if (version === '1.2')
    return mastery === undefined ? '' : `\n        <adlcp:masteryscore>${mastery}</adlcp:masteryscore>`;
  const objective =
    mastery === undefined
      ? '<imsss:primaryObjective objectiveID="marks" />'
      : `<imsss:primaryObjective objectiveID="marks" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>${mastery / 100}</imsss:minNormalizedMeasure></imsss:primaryObjective>`;
  return `
        <imsss:sequencing>
          <imsss:objectives>${objective}</imsss:objectives>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true" />
        </imsss:sequencing>`;
}

export function manifestOf(packaged: Packaged): string {
  const { version, identifier, title, launch, files } = packaged;
  const { attributes, schema, kind } = HEADS[version];
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${xml(identifier)}" version="1.0" ${attributes}>
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>${schema}</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization">
      <title>${xml(title)}</title>
      <item identifier="item" identifierref="resource" isvisible="true">
        <title>${xml(title)}</title>${judgement(packaged)}
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="resource" type="webcontent" ${kind}="sco" href="${address(launch)}">
${files.map((file) => `      <file href="${address(file)}" />`).join('\n')}
    </resource>
  </resources>
</manifest>
`;
}
