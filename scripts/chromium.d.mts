/** The system's own Chromium, or the one that CHROMIUM names; null when there is none. */
export function findChromium(): string | null;
