/** Namespaces whose elements are told apart, in both editions of the standard. */
const prefixes: Array<[RegExp, string]> = [
  [/\/wordprocessingml(?:\/2006)?\/main$/, 'w:'],
  [/\/officeDocument\/(?:2006\/)?math$/, 'm:'],
  [/\/markup-compatibility\/2006$/, 'mc:'],
  [/\/drawingml\/(?:2006\/)?main$/, 'a:'],
  [/\/drawingml\/(?:2006\/)?picture$/, 'pic:'],
  [/\/drawingml\/(?:2006\/)?chart$/, 'c:'],
  [/\/drawing\/2014\/chartex$/, 'c:'],
  [/\/drawingml\/(?:2006\/)?diagram$/, 'dgm:'],
  [/^urn:schemas-microsoft-com:vml$/, 'v:'],
  [/^urn:schemas-microsoft-com:office:office$/, 'o:'],
];
const office =
  /^(?:http:\/\/schemas\.(?:openxmlformats\.org|microsoft\.com\/office)\/|http:\/\/purl\.oclc\.org\/ooxml\/|urn:schemas-microsoft-com:)/;

const known = new Map<string, string>();

/** The prefix under which this reader knows a namespace; `?` for one that is none of Office's. */
export function prefixOf(namespace: string): string {
  let prefix = known.get(namespace);
  if (prefix === undefined) {
    prefix =
      prefixes.find(([pattern]) => pattern.test(namespace))?.[1] ??
      (office.test(namespace) ? 'office:' : '?');
    if (known.size < 500) known.set(namespace, prefix);
  }
  return prefix;
}

/** Whether Word understands a namespace, and so shows the choice that requires it. */
export function isUnderstood(namespace: string | undefined): boolean {
  return namespace !== undefined && office.test(namespace);
}
