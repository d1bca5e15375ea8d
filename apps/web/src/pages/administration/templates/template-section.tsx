import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { TemplateItem } from '../../../api/administration';
import { answer, client } from '../../../api/http';
import { Button } from '../../../kit/button';
import { DataTable } from '../../../kit/data-table';
import { FormDialog } from '../../../kit/form-dialog';
import { limit } from '../../../kit/limit';
import { useAttempt } from '../../../kit/use-confirm';
import { administeredUnit } from '../../../session/administered-unit';
import { useSignedIn } from '../../../session/session';
import { Moment } from '../../../time/moment';
import styles from '../administration.module.css';
import { OrgSelect } from '../org/org-select';
import { blankDefinition, suggestedCode } from './template-definition';
import { TemplateDesigner } from './template-designer';
import { useTemplates } from './use-templates';

/** Templates and their versions; a draft opens in the designer. */
export default function TemplateSection() {
  const { t } = useTranslation('administration');
  const me = useSignedIn();
  const attempt = useAttempt();
  const queries = useQueryClient();
  const { query: list } = useTemplates();
  const navigate = useNavigate();
  const { id: editing } = useParams();
  const open = (versionId: string) => navigate(`/administration/templates/${versionId}`);
  const [adding, setAdding] = useState(false);
  const renew = () => queries.invalidateQueries({ queryKey: ['templates'] });

  const nextVersion = (template: TemplateItem) =>
    attempt(async () => {
      const draft = template.versions.find((version) => version.state === 'draft');
      const made =
        draft ??
        (await answer<{ id: string }>(
          client.POST('/api/v1/templates/{id}/versions', { params: { path: { id: template.id } }, body: {} }),
        ));
      await renew();
      await open(made.id);
    });

  if (editing) {
    return (
      <TemplateDesigner
        key={editing}
        versionId={editing}
        onNext={async (id) => {
          const template = list.data?.items.find((item) => item.id === id);
          if (template) await nextVersion(template);
        }}
        onClose={() => {
          void renew();
          void navigate('/administration/templates');
        }}
      />
    );
  }

  return (
    <>
      <header className={styles.head}>
        <h1>{t('section.templates')}</h1>
        <span className="right">
          <Button primary onClick={() => setAdding(true)}>
            {t('template.add')}
          </Button>
        </span>
      </header>
      <DataTable<TemplateItem>
        query={list}
        items={list.data?.items ?? []}
        rowKey="id"
        empty={t('template.empty')}
        emptyText={t('template.emptyText')}
        columns={[
          {
            title: t('template.name'),
            render: (_, template) => (
              <>
                <b>{template.name}</b>
                <br />
                <span className="faint">{template.code}</span>
              </>
            ),
          },
          { title: t('template.org'), render: (_, template) => template.org.name },
          {
            title: t('template.versions'),
            render: (_, template) => (
              <ul className={styles.posts}>
                {template.versions.map((version) => (
                  <li key={version.id}>
                    <Link className="link" to={`/administration/templates/${version.id}`}>
                      {t('template.version', { n: version.number })}
                    </Link>
                    {version.state === 'draft' ? (
                      <Tag>{t('template.draft')}</Tag>
                    ) : (
                      version.releasedAt && (
                        <span className="faint">
                          <Moment at={version.releasedAt} />
                        </span>
                      )
                    )}
                  </li>
                ))}
              </ul>
            ),
          },
          {
            title: <span className="spoken-only">{t('acts')}</span>,
            align: 'right',
            render: (_, template) => (
              <Button small onClick={() => nextVersion(template)}>
                {template.versions.some((version) => version.state === 'draft')
                  ? t('template.edit')
                  : t('template.next')}
              </Button>
            ),
          },
        ]}
      />
      {adding && (
        <FormDialog<{ code: string; name: string; org: string }>
          title={t('template.add')}
          confirm={t('template.add')}
          onSubmit={async (values) => {
            const made = await answer<TemplateItem>(
              client.POST('/api/v1/templates', {
                body: {
                  ...values,
                  definition: blankDefinition(t('template.firstSection')),
                },
              }),
            );
            await renew();
            const draft = made.versions[0];
            if (draft) await open(draft.id);
          }}
          onClose={() => setAdding(false)}
        >
          <Form.Item name="name" label={t('template.name')} rules={[{ required: true }]}>
            <Input count={limit(100)} />
          </Form.Item>
          <Form.Item
            name="code"
            label={t('template.code')}
            initialValue={suggestedCode((list.data?.items ?? []).map(({ code }) => code))}
            rules={[
              {
                required: true,
                pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
                message: t('template.codeRule'),
              },
            ]}
          >
            <Input count={limit(64)} />
          </Form.Item>
          <Form.Item
            name="org"
            label={t('template.org')}
            initialValue={administeredUnit(me) || undefined}
            rules={[{ required: true }]}
          >
            <OrgSelect />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
