import { problem } from '@domain/problems';
import { Injectable, type PipeTransform } from '@nestjs/common';

/**
 * A number of a path, such as that of a revision.
 *
 * @throws malformed for what is no whole number, not_found for one greater than any that is kept
 */
@Injectable()
export class WholeNumberPipe implements PipeTransform<string, number> {
  transform(given: string): number {
    if (!/^\d+$/.test(given)) throw problem('malformed', { reason: '' });
    if (given.length > 9) throw problem('not_found');
    return Number(given);
  }
}
