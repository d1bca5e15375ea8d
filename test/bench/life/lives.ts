import { randomUUID } from 'node:crypto';
import { reportContent } from '../report-text';
import type { BareWriter } from '../transition/bare';
import { send } from '../transition/load';
import { csrfToken, type Person, type Subject } from '../transition/plant';

/** One life: nine requests, as the page sends them. */
export async function live(port: number, subject: Subject): Promise<void> {
  const { reportId, secretary, reviewer, superior, leader, publisher } = subject;
  const seed = Number.parseInt(reportId.slice(-6), 16);
  const headers = ({ token }: Person) => ({
    cookie: `baoshen_session=${token}`,
    'x-csrf-token': csrfToken,
  });
  const save = (version: number, text: string) =>
    send(port, 'PUT', `/reports/${reportId}/content`, '', text, {
      ...headers(secretary),
      'if-match': `"${version}"`,
    });
  const act = (person: Person, action: string, body: object) =>
    send(port, 'POST', `/reports/${reportId}/${action}`, '', JSON.stringify(body), {
      ...headers(person),
      'idempotency-key': randomUUID(),
    });
  await save(1, reportContent(seed));
  await act(secretary, 'submit', {});
  const returned = await act(reviewer, 'return', { revision: 1, note: '请补充次数。' });
  await save((JSON.parse(returned) as { version: number }).version, reportContent(seed + 1));
  await act(secretary, 'submit', {});
  await act(reviewer, 'approve', { revision: 2 });
  await act(superior, 'approve', { revision: 2 });
  await act(leader, 'approve', { revision: 2, grade: '好' });
  await act(publisher, 'publish', {
    audience: 'committee',
    review: { secrecy: true, necessity: true, accuracy: true },
  });
}

/** The rows of the same nine requests; `serial` is this life's alone. */
export async function liveBare(writer: BareWriter, subject: Subject, serial: number): Promise<void> {
  const text = reportContent(serial);
  await writer.save(subject, text, true);
  await writer.submit(subject, text, { revision: 1, sequence: 2, index: 1 });
  await writer.return(subject, { revision: 1, sequence: 3, index: 1 });
  await writer.save(subject, text, false);
  await writer.submit(subject, text, { revision: 2, sequence: 4, index: 1 });
  for (const index of [1, 2, 3]) await writer.approve(subject, { revision: 2, sequence: 4 + index, index });
  await writer.publish(subject, serial, { revision: 2, sequence: 8 });
}
