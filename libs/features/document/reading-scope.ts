import { inForce } from '@domain/access';
import type { Caller } from '@platform/http';

/** Subtrees in which submitted revisions are the caller's to read (design 1.3). */
export interface ReadingScope {
  paths: string[];
  /** There they see approved and published reports alone. */
  publisherPaths: string[];
}

export function readingScope(caller: Caller, now: Date): ReadingScope {
  const held = caller.appointments.filter((post) => inForce(post, now));
  return {
    paths: held.filter((post) => post.role !== 'publisher').map((post) => post.path),
    publisherPaths: held.filter((post) => post.role === 'publisher').map((post) => post.path),
  };
}

/** The same in SQL, over `r` report and `u` its present org unit; `$n` are the numbers of the two lists. */
export function readableIn(paths: string, publisherPaths: string): string {
  return `(u.path <@ ANY(${paths}::text[]::ltree[])
    OR (u.path <@ ANY(${publisherPaths}::text[]::ltree[]) AND r.state IN ('approved', 'published')))`;
}
