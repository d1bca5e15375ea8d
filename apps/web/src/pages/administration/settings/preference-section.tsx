import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Select, Table, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../../api/http';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Field } from '../../../kit/field';
import { TextSkeleton } from '../../../kit/skeleton';
import '../../../style/data-table.css';
import administration from '../administration.module.css';
import styles from './preference-section.module.css';
import { useKindName } from './use-message-kinds';

type EmailMode = 'now' | 'digest' | 'off';

/** Times of day are HH:mm in the bureau's zone. `email` names the kinds that differ from their default. */
interface Preferences {
  email: { kind: string; mode: EmailMode }[];
  digest: boolean;
  digestAt: string;
  quiet: { from: string; to: string } | null;
}

interface PreferencesAnswer extends Preferences {
  kinds: { kind: string; name: string; email: EmailMode }[];
}

const timeOf = (clock: string): Dayjs => dayjs(`2025-01-01T${clock}`);
const clockOf = (time: Dayjs): string => time.format('HH:mm');

/** How notices reach me: each kind by mail at once, in the digest or not at all; in the page they always do. */
export default function PreferenceSection() {
  const { t } = useTranslation('administration');
  const preferences = useQuery({
    queryKey: ['preferences'],
    queryFn: () => answer<PreferencesAnswer>(client.GET('/api/v1/preferences')),
  });
  return (
    <div className={styles.form}>
      <header className={administration.head}>
        <h1>{t('section.preferences')}</h1>
      </header>
      {preferences.isPending && <TextSkeleton lines={8} label={t('common:loading')} />}
      {preferences.error && <p role="alert">{problemText(preferences.error)}</p>}
      {preferences.data && <PreferenceForm initial={preferences.data} />}
    </div>
  );
}

function PreferenceForm({ initial }: { initial: PreferencesAnswer }) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const nameOf = useKindName();
  const queries = useQueryClient();
  const { kinds, ...first } = initial;
  const [chosen, setChosen] = useState<Preferences>(first);
  const modeOf = (kind: string, byDefault: EmailMode) =>
    chosen.email.find((choice) => choice.kind === kind)?.mode ?? byDefault;
  const choose = (kind: string, mode: EmailMode, byDefault: EmailMode) => {
    const others = chosen.email.filter((choice) => choice.kind !== kind);
    setChosen({ ...chosen, email: mode === byDefault ? others : [...others, { kind, mode }] });
  };
  const save = async () => {
    try {
      await answer(client.PUT('/api/v1/preferences', { body: chosen as never }));
      await queries.invalidateQueries({ queryKey: ['preferences'] });
      void message.success(t('preference.saved'));
    } catch (error) {
      void message.error(problemText(error));
    }
  };
  return (
    <>
      <p className={administration.lead}>{t('preference.text')}</p>
      <Checkbox
        checked={chosen.digest}
        onChange={(event) => setChosen({ ...chosen, digest: event.target.checked })}
      >
        {t('preference.digest')}
      </Checkbox>
      <Field label={t('preference.digestAt')}>
        {(id) => (
          <TimePicker
            id={id}
            format="HH:mm"
            allowClear={false}
            value={timeOf(chosen.digestAt)}
            onChange={(time) => time && setChosen({ ...chosen, digestAt: clockOf(time) })}
          />
        )}
      </Field>
      <Field label={t('preference.quiet')} hint={t('preference.quietHint')}>
        {(id) => (
          <TimePicker.RangePicker
            id={id}
            order={false}
            format="HH:mm"
            value={chosen.quiet ? [timeOf(chosen.quiet.from), timeOf(chosen.quiet.to)] : null}
            onChange={(span) =>
              setChosen({
                ...chosen,
                quiet: span?.[0] && span[1] ? { from: clockOf(span[0]), to: clockOf(span[1]) } : null,
              })
            }
          />
        )}
      </Field>
      <h2>{t('preference.byKind')}</h2>
      {/* Short and wide: it stays a table on a phone. */}
      <Table
        className="framed"
        size="small"
        pagination={false}
        rowKey="kind"
        dataSource={kinds}
        columns={[
          { title: t('preference.kind'), render: (_, { kind, name }) => nameOf(kind, name) },
          {
            title: t('preference.mail'),
            width: 160,
            render: (_, kind) => (
              <Select
                size="small"
                className="wide"
                aria-label={t('preference.mailOf', { kind: nameOf(kind.kind, kind.name) })}
                value={modeOf(kind.kind, kind.email)}
                options={(['now', 'digest', 'off'] as const).map((mode) => ({
                  value: mode,
                  label: t(`preference.mode.${mode}`),
                }))}
                onChange={(mode) => choose(kind.kind, mode, kind.email)}
              />
            ),
          },
        ]}
      />
      <p className={`${administration.acts} ${styles.submit}`}>
        <Button primary onClick={save}>
          {t('common:save')}
        </Button>
      </p>
    </>
  );
}
