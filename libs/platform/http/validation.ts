import { type FieldProblem, problem } from '@domain/problems';
import {
  type ArgumentMetadata,
  Injectable,
  type Type,
  type ValidationError,
  ValidationPipe,
} from '@nestjs/common';
import { beyondBounds, mostFaults } from './declared-bounds';

/**
 * Validates every DTO: unknown fields are refused, and each fault is named by a JSON pointer. What exceeds the
 * bounds that the DTO declares is refused before anything of it is validated.
 */
@Injectable()
export class BoundedValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
      exceptionFactory: (faults) => refusal(fieldProblems(faults, '')),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type } = metadata;
    const metatype: Type<object> | undefined = metadata.metatype;
    if (metatype && (type === 'body' || type === 'query')) {
      const faults = beyondBounds(value, metatype);
      if (faults.length > 0) throw refusal(faults);
    }
    return super.transform(value, metadata);
  }
}

export function validationPipe(): ValidationPipe {
  return new BoundedValidationPipe();
}

function refusal(errors: FieldProblem[]) {
  return problem('malformed', { reason: '' }, { errors });
}

function fieldProblems(faults: ValidationError[], parent: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  for (const fault of faults) {
    // One more than is shown, so that the answer says that there are more.
    if (found.length > mostFaults) break;
    const pointer = `${parent}/${fault.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(fault.constraints ?? {}).map(([code, detail]) => ({ pointer, code, detail }));
    found.push(...own, ...fieldProblems(fault.children ?? [], pointer));
  }
  return found;
}
