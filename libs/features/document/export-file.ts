/** Where an archive is kept; made of its id alone. */
export function exportKey(id: string): string {
  return `export/${id}.zip`;
}
