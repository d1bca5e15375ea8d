import { ApiParam } from '@nestjs/swagger';

/** Documents a path's `{id}` that also takes a code (design 2.3). */
export const ApiIdOrCode = () =>
  ApiParam({ name: 'id', description: 'Id or code.', schema: { type: 'string', maxLength: 64 } });
