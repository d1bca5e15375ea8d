import type { Me } from '../api/contract';

/** The code of the one unit that a person administers; empty for none, and for several, of which one has to be chosen. */
export function administeredUnit({ appointments }: Pick<Me, 'appointments'>): string {
  const codes = new Set(appointments.filter(({ role }) => role === 'admin').map(({ org }) => org.code));
  const [code = ''] = codes;
  return codes.size === 1 ? code : '';
}
