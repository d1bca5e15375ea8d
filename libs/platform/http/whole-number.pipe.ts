import { problem } from '@domain/problems';
import { Injectable, type PipeTransform } from '@nestjs/common';

/**
 * A number of a path, such as that of a revision.
 *
 * @throws malformed for what is no whole number, not_found for one greater than any that is kept
 */
@Injectable()
export class WholeNumberPipe implements PipeTransform<unknown, number> {
  /** `given` is a number already where the validation of all parameters came first. */
  transform(given: unknown): number {
    const text = String(given);
    if (!/^\d+$/.test(text)) throw problem('malformed', { reason: '' });
    if (text.length > 9) throw problem('not_found');
    return Number(text);
  }
}
