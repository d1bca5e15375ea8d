import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import { LRUCache } from 'lru-cache';
import { documentWork, type Layout } from './document-work';

/** Bytes that are kept of all editions together; a document of usual length has 50 to 500 kB. */
const mostBytes = 32 * 1024 * 1024;
const largestKept = 4 * 1024 * 1024;

/**
 * Lays out documents beside the server. A published edition never changes, so its document is laid out once and
 * kept, and whoever asks for it meanwhile waits for the same one: anybody may ask, as often as they like.
 */
@Injectable()
export class DocumentFiles {
  private readonly kept = new LRUCache<string, Buffer>({
    maxSize: mostBytes,
    maxEntrySize: largestKept,
    sizeCalculation: (content) => content.length,
  });
  private readonly underWay = new Map<string, Promise<Buffer>>();

  constructor(private readonly computing: Computing) {}

  /**
   * @param by whose document it is
   * @throws busy, too_costly
   */
  of(layout: Layout, by: string): Promise<Buffer> {
    return this.computing.run(documentWork, layout, by);
  }

  /**
   * @param key names the edition and the format
   * @throws busy, too_costly
   */
  async ofEdition(key: string, layout: () => Layout, by: string): Promise<Buffer> {
    const kept = this.kept.get(key);
    if (kept) return kept;
    const asked = this.underWay.get(key);
    if (asked) return asked;
    const laidOut = this.of(layout(), by).then((content) => {
      this.kept.set(key, content);
      return content;
    });
    const settled = laidOut.finally(() => this.underWay.delete(key));
    this.underWay.set(key, settled);
    return settled;
  }
}
