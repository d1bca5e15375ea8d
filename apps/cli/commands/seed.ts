import { type DemonstrationState, demonstrationState, loadDemonstration } from '@features/demo-data';
import { migrate } from '@platform/database';
import { type Command, exitCodes } from '../command';

const refusals: Record<Exclude<DemonstrationState, 'empty'>, string> = {
  loaded: '演示数据已经载入。The demonstration data is there already.',
  unfinished:
    '演示数据上次只载入了一半；请换一个空的数据库。It was only half loaded before; use an empty database.',
  own: '数据库中已有自己的数据，未作改动。The database holds data of its own; nothing was changed.',
};

export const seed: Command = {
  name: 'seed',
  usage: 'seed',
  summary: '向空数据库载入演示数据。Load the demonstration data into an empty database.',
  async run({ databaseUrl, environment, out }) {
    const url = await databaseUrl();
    await migrate({ url, pool: 2, applicationName: 'baoshen-migrate' });
    const state = await demonstrationState(url);
    if (state !== 'empty') {
      out.line(refusals[state]);
      out.result({ loaded: false, state });
      return state === 'loaded' ? exitCodes.fine : exitCodes.wrong;
    }
    await loadDemonstration(environment(), url, new Date());
    out.line('演示数据已载入。The demonstration data is loaded.');
    out.result({ loaded: true, state: 'loaded' });
    return exitCodes.fine;
  },
};
