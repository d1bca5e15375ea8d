import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { dateText } from '../../time/date-text';
import type { DraftProblem } from './draft';

type Field = 'problem' | 'cause' | 'measure' | 'leader' | 'unit' | 'person' | 'dueOn';

function Cell({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <div className="cell">
      <textarea
        aria-label={label}
        rows={2}
        maxLength={2000}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function OpenRow({
  problem,
  number,
  onChange,
  onRemove,
}: {
  problem: DraftProblem;
  number: number;
  onChange: (field: Field, value: string) => void;
  onRemove?: () => void;
}) {
  const { t } = useTranslation('writing');
  const small: Field[] = ['leader', 'person'];
  return (
    <div className="pcm-r op">
      <span className="no">{number}</span>
      {(['problem', 'cause', 'measure'] as const).map((field) => (
        <Cell
          key={field}
          label={t('problems.cell', { number, field: t(`problems.${field}`) })}
          value={problem[field]}
          onChange={(value) => onChange(field, value)}
        />
      ))}
      <div className="meta cell">
        {small.map((field) => (
          <label key={field}>
            <span>{t(`problems.${field}`)}</span>
            <input
              maxLength={40}
              value={problem[field] ?? ''}
              onChange={(event) => onChange(field, event.target.value)}
            />
          </label>
        ))}
        <label>
          <span>{t('problems.dueOn')}</span>
          <input
            type="date"
            value={problem.dueOn ?? ''}
            onChange={(event) => onChange('dueOn', event.target.value)}
          />
        </label>
        {onRemove && (
          <button type="button" className="link plain" onClick={onRemove}>
            {t('problems.remove')}
          </button>
        )}
      </div>
    </div>
  );
}

function FrozenRow({ problem }: { problem: DraftProblem }) {
  const { t } = useTranslation('writing');
  return (
    <div className="pcm-r fz">
      <span className="no">
        <Icon name="lock" label={t('frozen')} />
      </span>
      <div>{problem.problem}</div>
      <div>{problem.cause}</div>
      <div>{problem.measure}</div>
      <div className="meta">
        {problem.leader && t('problems.leaderIs', { name: problem.leader })}
        <br />
        {problem.person && t('problems.personIs', { name: problem.person })}
        <br />
        {problem.dueOn && <span className="nw">{dateText(t, problem.dueOn)}</span>}
      </div>
    </div>
  );
}

/** Problem → cause → measure, who does it and by when. */
export function ProblemPart({
  problems,
  isOpen,
  mayAdd,
  onChange,
}: {
  problems: DraftProblem[];
  isOpen: (id: string | undefined) => boolean;
  mayAdd: boolean;
  onChange: (problems: DraftProblem[]) => void;
}) {
  const { t } = useTranslation('writing');
  const { message } = App.useApp();
  const remove = (index: number) => {
    onChange(problems.filter((_, at) => at !== index));
    const key = `removed-${problems[index]?.key}`;
    const restore = () => {
      onChange(problems);
      message.destroy(key);
    };
    void message.info({
      key,
      content: (
        <>
          <span className="said">{t('problems.removed', { number: index + 1 })}</span>
          <button type="button" className="link plain" onClick={restore}>
            {t('problems.undo')}
          </button>
        </>
      ),
    });
  };
  const edit = (key: string, field: Field, value: string) =>
    onChange(problems.map((problem) => (problem.key === key ? { ...problem, [field]: value } : problem)));
  return (
    <section className="sec" id="part-problems">
      <header className="wide">
        <h2>{t('problems.title')}</h2>
        <span className="cnt">{t('problems.count', { count: problems.length })}</span>
      </header>
      <div className="surf pcm">
        {problems.length > 0 && (
          <div className="pcm-h">
            <span />
            <span>{t('problems.problem')}</span>
            <span className="ar">{t('problems.cause')}</span>
            <span className="ar">{t('problems.measure')}</span>
            <span>{t('problems.who')}</span>
          </div>
        )}
        {problems.map((problem, index) =>
          isOpen(problem.id) ? (
            <OpenRow
              key={problem.key}
              problem={problem}
              number={index + 1}
              onChange={(field, value) => edit(problem.key, field, value)}
              onRemove={() => remove(index)}
            />
          ) : (
            <FrozenRow key={problem.key} problem={problem} />
          ),
        )}
        {problems.length === 0 && <p className="pcm-e muted">{t('problems.empty')}</p>}
        {mayAdd && (
          <p className="pcm-a">
            <Button small onClick={() => onChange([...problems, { key: crypto.randomUUID(), problem: '' }])}>
              <Icon name="plus" /> {t('problems.add')}
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}
