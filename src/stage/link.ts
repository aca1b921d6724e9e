/** A link to a moment, put where the viewer can paste it from. */

/** Copies it, and gives the sentence that tells the viewer what came of it. */
export async function copyLink(link: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(link);
    return 'Copied: it leads to this moment, with these knobs and faults.';
  } catch {
    return `This browser does not let pages copy. The link is: ${link}`;
  }
}
