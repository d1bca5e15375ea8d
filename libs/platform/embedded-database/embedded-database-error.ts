/** Why the embedded database could not be had; the message says it in both languages, for people. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError';

  constructor(chinese: string, english: string) {
    super(`${chinese}\n${english}`);
  }
}
