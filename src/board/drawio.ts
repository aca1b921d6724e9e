/** A board as draw.io (diagrams.net) opens it: boxes where the picture has them, and lines that stay joined to them when somebody moves a box. */
import { type Architecture, type ArchitectureNode, escapeXml, type LinkKind, nodeKinds } from '#architecture';
import { detailsOf } from './words.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const SHAPES: Readonly<Record<string, string>> = {
  cylinder: 'shape=cylinder3;boundedLbl=1;size=10;',
  'cylinder-slice': 'shape=cylinder3;boundedLbl=1;size=10;',
  'cylinder-stack': 'shape=cylinder3;boundedLbl=1;size=10;',
  hexagon: 'shape=hexagon;size=0.08;perimeter=hexagonPerimeter2;',
  cloud: 'ellipse;shape=cloud;',
  pill: 'rounded=1;arcSize=50;',
};

const LINES: Readonly<Record<LinkKind, string>> = {
  sync: '',
  async: 'dashed=1;',
  replication: 'dashed=1;dashPattern=1 4;',
  cut: 'strokeColor=#b3261e;endArrow=cross;',
};

/** `boxes` are the places of the nodes in the picture, by their ids. */
export function toDrawio({ title, nodes, links }: Architecture, boxes: ReadonlyMap<string, Box>): string {
  const ids = new Map(nodes.map(({ id }, place) => [id, `node-${place}`]));
  const cells = [
    ...nodes.map((node, place) => {
      const { x, y, width, height } = boxes.get(node.id) ?? { x: 40, y: 40 + 90 * place, width: 140, height: 60 };
      const style = `${SHAPES[nodeKinds[node.kind].shape] ?? 'rounded=0;'}whiteSpace=wrap;html=0;`;
      const geometry = `<mxGeometry x="${Math.round(x)}" y="${Math.round(y)}" width="${Math.round(width)}" height="${Math.round(height)}" as="geometry"/>`;
      return `<mxCell id="${ids.get(node.id)}" value="${wordsOf(node)}" style="${style}" vertex="1" parent="1">${geometry}</mxCell>`;
    }),
    ...links.map(
      ({ from, to, kind = 'sync', label = '' }, place) =>
        `<mxCell id="link-${place}" value="${escapeXml(label)}" style="edgeStyle=orthogonalEdgeStyle;rounded=1;html=0;${LINES[kind]}" edge="1" parent="1" source="${ids.get(from)}" target="${ids.get(to)}"><mxGeometry relative="1" as="geometry"/></mxCell>`,
    ),
  ];
  return `<mxfile host="Headroom"><diagram name="${escapeXml(title)}"><mxGraphModel grid="1" page="0"><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cells.join('')}</root></mxGraphModel></diagram></mxfile>\n`;
}

const wordsOf = (node: ArchitectureNode): string =>
  `${escapeXml(node.label ?? node.id)}&#10;${escapeXml(detailsOf(node))}`;
