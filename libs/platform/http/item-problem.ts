import { isProblem, type Problem, problem } from '@domain/problems';
import type { Logger } from '@nestjs/common';
import { databaseProblem, isOutage } from '@platform/database';
import { v7 } from 'uuid';

/**
 * Why one item of many was refused, as its own answer, so that the items after it still have their turn. What is
 * no refusal but a fault of ours is logged under the number that the answer names.
 *
 * @throws the error itself where the database is away, since every other item would meet the same
 */
export function itemProblem(error: unknown, logger: Logger, what: string): Problem {
  if (isOutage(error)) throw error;
  if (isProblem(error)) return error;
  const told = databaseProblem(error);
  if (told?.status === 503) throw told;
  if (told) return told;
  const incident = v7();
  logger.error(`incident ${incident} on ${what}`, error instanceof Error ? error.stack : String(error));
  return problem('internal', { incident });
}
