/** A failure that people can mend, with a message that says how. */
export class StartError extends Error {
  override name = 'StartError';
}
