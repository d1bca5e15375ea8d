import { dateIn } from '@domain/deadlines';
import { type Load, overall, send, work } from '../transition/load';
import type { Subject } from '../transition/plant';

const dueOn = '2099-12-10';

/** An item that was entered of a branch, with who acts on it. */
export interface ItemSubject extends Subject {
  itemId: string;
  /** Of the answer before: what the next act has to name. */
  version: number;
  measure: string;
}

interface Answer {
  id: string;
  version: number;
  measures: Array<{ id: string }>;
}

/** One item for each branch, entered by the reviewer above it. */
export async function enterItems(port: number, subjects: Subject[]): Promise<ItemSubject[]> {
  const entered: ItemSubject[] = [];
  await work(subjects, 8, async (subject) => {
    const problem = '党员教育形式单一，年轻党员参与不足，主题党日活动与业务结合不紧。';
    const body = JSON.stringify({ org: subject.secretary.orgId, source: 'supervision', problem, dueOn });
    const item = read(await send(port, 'POST', '/rectifications', subject.reviewer.token, body));
    entered.push({ ...subject, itemId: item.id, version: item.version, measure: '' });
  });
  return entered;
}

/** Four acts on each: claimed, noted, handed in, verified. Each answers with the item, as a report's do with the report. */
export async function actOnItems(port: number, subjects: ItemSubject[], clients: number): Promise<Load> {
  const month = dateIn(new Date(), 'Asia/Shanghai').slice(0, 7);
  const measures = [{ text: '每月组织一次青年党员学习沙龙', person: '李明', dueOn }];
  const acts: Array<(subject: ItemSubject) => [action: string, token: string, body: object]> = [
    ({ secretary }) => ['claim', secretary.token, { term: 'limited', measures }],
    ({ secretary, measure }) => ['progress', secretary.token, { month, text: '已组织。', done: [measure] }],
    ({ secretary }) => ['close', secretary.token, { result: '每月一次，参与率达到九成。' }],
    ({ reviewer, version }) => [
      'verify',
      reviewer.token,
      { version, method: 'documents', note: '查阅了记录。' },
    ],
  ];
  const loads: Load[] = [];
  for (const act of acts)
    loads.push(
      await work(subjects, clients, async (subject) => {
        const [action, token, body] = act(subject);
        const path = `/rectifications/${subject.itemId}/${action}`;
        const item = read(await send(port, 'POST', path, token, JSON.stringify(body)));
        subject.version = item.version;
        subject.measure = item.measures[0]?.id ?? '';
      }),
    );
  return overall(loads);
}

const read = (text: string) => JSON.parse(text) as Answer;
