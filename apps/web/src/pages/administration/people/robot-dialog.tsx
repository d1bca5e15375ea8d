import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RobotItem } from '../../../api/administration';
import { answer, client } from '../../../api/http';
import { FormDialog } from '../../../kit/form-dialog';
import { limit } from '../../../kit/limit';
import { OrgSelect } from '../org/org-select';

interface RobotForm {
  channel: RobotItem['channel'];
  org: string;
  name: string;
  webhook?: string;
  secret?: string;
  unsigned?: boolean;
  kinds: string[];
}

const usualKinds = ['reminder.superior', 'report.urged', 'report.published'];

/** A new robot, or changes to one: an address or a secret left empty stays as it is. */
export function RobotDialog({
  robot,
  kinds,
  onDone,
  onClose,
}: {
  robot: RobotItem | null;
  kinds: { value: string; label: string }[];
  onDone: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['setting', 'administration', 'common']);
  const submit = async ({ channel, org, name, webhook, secret, unsigned, kinds }: RobotForm) => {
    if (robot)
      await answer(
        client.PATCH('/api/v1/admin/robots/{id}', {
          params: { path: { id: robot.id } },
          body: {
            name,
            kinds: kinds as never,
            webhook: webhook?.trim() || undefined,
            secret: unsigned ? null : secret?.trim() || undefined,
          },
        }),
      );
    else
      await answer(
        client.POST('/api/v1/admin/robots', {
          body: {
            channel,
            org,
            name,
            webhook: webhook?.trim() ?? '',
            secret: secret?.trim() || undefined,
            kinds: kinds as never,
          },
        }),
      );
    await onDone();
  };
  return (
    <FormDialog<RobotForm>
      title={robot ? t('robot.changeTitle', { name: robot.name }) : t('robot.add')}
      confirm={robot ? t('common:save') : t('robot.add')}
      width={600}
      initial={{
        channel: robot?.channel ?? 'wecom',
        name: robot?.name,
        kinds: robot?.kinds ?? usualKinds,
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      {!robot && (
        <>
          <Form.Item name="channel" label={t('robot.channel')}>
            <Radio.Group
              options={(['wecom', 'dingtalk'] as const).map((channel) => ({
                value: channel,
                label: t(`administration:job.channels.${channel}`),
              }))}
            />
          </Form.Item>
          <Form.Item
            name="org"
            label={t('robot.org')}
            extra={t('robot.orgHint')}
            rules={[{ required: true }]}
          >
            <OrgSelect />
          </Form.Item>
        </>
      )}
      <Form.Item name="name" label={t('robot.name')} rules={[{ required: true, whitespace: true }]}>
        <Input count={limit(60)} placeholder={t('robot.nameHint')} />
      </Form.Item>
      <Form.Item
        name="webhook"
        label={t('robot.webhook')}
        extra={t(robot ? 'robot.keepHint' : 'robot.webhookHint')}
        rules={[{ required: !robot }]}
      >
        <Input count={limit(500)} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item noStyle dependencies={['channel', 'unsigned']}>
        {({ getFieldValue }) =>
          (robot?.channel ?? getFieldValue('channel')) === 'dingtalk' && (
            <>
              <Form.Item
                name="secret"
                label={t('robot.secret')}
                extra={t(robot?.signed ? 'robot.secretKept' : 'robot.secretHint')}
              >
                <Input.Password
                  count={limit(200)}
                  autoComplete="new-password"
                  disabled={Boolean(getFieldValue('unsigned'))}
                />
              </Form.Item>
              {robot?.signed && (
                <Form.Item name="unsigned" valuePropName="checked">
                  <Checkbox>{t('robot.unsigned')}</Checkbox>
                </Form.Item>
              )}
            </>
          )
        }
      </Form.Item>
      <Form.Item name="kinds" label={t('robot.kinds')} rules={[{ required: true }]}>
        <Select mode="multiple" options={kinds} optionFilterProp="label" />
      </Form.Item>
    </FormDialog>
  );
}
