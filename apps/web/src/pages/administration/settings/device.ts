const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, '微信'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const first = (known: [RegExp, string][], text: string) =>
  known.find(([mark]) => mark.test(text))?.[1] ?? null;

/** What people call the browser and the system that a session was opened with; null where it does not say. */
export function deviceOf(userAgent: string | null): { browser: string | null; system: string | null } {
  return { browser: first(browsers, userAgent ?? ''), system: first(systems, userAgent ?? '') };
}
