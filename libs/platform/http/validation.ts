import { type FieldProblem, problem } from '@domain/problems';
import { type ValidationError, ValidationPipe } from '@nestjs/common';

/** Validates every DTO: unknown fields are refused, and each fault is named by a JSON pointer. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (faults) => problem('malformed', { reason: '' }, { errors: fieldProblems(faults, '') }),
  });
}

function fieldProblems(faults: ValidationError[], parent: string): FieldProblem[] {
  return faults.flatMap((fault) => {
    const pointer = `${parent}/${fault.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(fault.constraints ?? {}).map(([code, detail]) => ({ pointer, code, detail }));
    return [...own, ...fieldProblems(fault.children ?? [], pointer)];
  });
}
