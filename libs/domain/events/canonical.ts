import canonicalize from 'canonicalize';

/**
 * One text for one value (RFC 8785): keys sorted by code unit, no white space, members that are undefined left out.
 * @throws TypeError for what JSON cannot hold, such as a number that is none
 */
export function canonicalJson(value: unknown): string {
  try {
    const text = canonicalize(value);
    if (text !== undefined) return text;
  } catch (cause) {
    throw new TypeError('Not a JSON value.', { cause });
  }
  throw new TypeError('Not a JSON value.');
}
