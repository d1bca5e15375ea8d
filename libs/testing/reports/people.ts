import type { ApiHarness } from '../http';

/** Appoints an account to a post over HTTP as `sf.admin`, as of now. @returns the appointment's id */
export async function appoint(api: ApiHarness, username: string, role: string, org: string): Promise<string> {
  const admin = await api.as('sf.admin');
  const userId = api.organisation.users.get(username);
  const made = await admin.post<{ id: string }>('/appointments', { userId, role, org });
  if (made.status !== 201) throw new Error(`appoint: ${made.status} ${JSON.stringify(made.body)}`);
  return made.body.id;
}

/** Ends an appointment now. */
export async function dismiss(api: ApiHarness, appointmentId: string): Promise<void> {
  const admin = await api.as('sf.admin');
  const ended = await admin.post(`/appointments/${appointmentId}/end`);
  if (ended.status >= 300) throw new Error(`dismiss: ${ended.status} ${JSON.stringify(ended.body)}`);
}

/** Offers `to` to act in the seeded post of `holder` until `endsAt`, and accepts for them. */
export async function delegate(api: ApiHarness, holder: string, to: string, endsAt: Date): Promise<void> {
  const client = await api.as(holder);
  const made = await client.post<{ id: string }>('/delegations', {
    appointmentId: api.organisation.appointments.get(holder),
    delegateId: api.organisation.users.get(to),
    endsAt: endsAt.toISOString(),
    reason: '出差',
  });
  if (made.status !== 201) throw new Error(`delegate: ${made.status} ${JSON.stringify(made.body)}`);
  const accepted = await (await api.as(to)).post(`/delegations/${made.body.id}/accept`);
  if (accepted.status !== 204) throw new Error(`accept: ${accepted.status} ${JSON.stringify(accepted.body)}`);
}
