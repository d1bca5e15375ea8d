import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { UserItem } from '../../../api/administration';
import type { Role } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { FormDialog } from '../../../kit/form-dialog';
import { limit } from '../../../kit/limit';
import { typedFormats } from '../../../time/typed-formats';
import { OrgSelect } from '../org/org-select';

const roles: Role[] = ['reporter', 'secretary', 'reviewer', 'leader', 'publisher', 'admin', 'observer'];

interface PersonForm {
  username: string;
  name: string;
  org: string;
  phone?: string;
  email?: string;
}

/** A new account, or the name, unit and ways to reach a person who has one. */
export function PersonDialog({
  user,
  org,
  onMade,
  onDone,
  onClose,
}: {
  user: UserItem | null;
  org?: string;
  /** A new account's temporary password, told this once. */
  onMade: (made: { name: string; username: string; password: string }) => void;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const submit = async ({ username, name, org: unit, phone, email }: PersonForm) => {
    const reach = { phone: phone?.trim() || undefined, email: email?.trim() || undefined };
    if (user) {
      await answer(
        client.PATCH('/api/v1/users/{id}', {
          params: { path: { id: user.id } },
          body: {
            name,
            org: unit,
            phone: reach.phone ?? null,
            email: reach.email ?? null,
            version: user.version,
          },
        }),
      );
      await onDone();
      return;
    }
    const made = await answer<UserItem & { temporaryPassword: string }>(
      client.POST('/api/v1/users', { body: { username: username.trim(), name, org: unit, ...reach } }),
    );
    await onDone();
    onMade({ name: made.name, username: made.username, password: made.temporaryPassword });
  };
  return (
    <FormDialog<PersonForm>
      title={user ? t('people.changeTitle', { name: user.name }) : t('people.add')}
      confirm={user ? t('common:save') : t('people.add')}
      initial={
        user
          ? {
              name: user.name,
              org: user.org?.code,
              phone: user.phone ?? undefined,
              email: user.email ?? undefined,
            }
          : { org }
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('people.name')} rules={[{ required: true, whitespace: true }]}>
        <Input count={limit(50)} autoComplete="off" />
      </Form.Item>
      {!user && (
        <Form.Item
          name="username"
          label={t('people.username')}
          extra={t('people.usernameHint')}
          rules={[{ required: true }]}
        >
          <Input count={limit(60)} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="org" label={t('people.org')} rules={[{ required: true }]}>
        <OrgSelect />
      </Form.Item>
      <Form.Item name="phone" label={t('people.phone')}>
        <Input count={limit(30)} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="email"
        label={t('people.email')}
        rules={[{ type: 'email', message: t('people.emailRule') }]}
      >
        <Input count={limit(200)} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}

interface PostForm {
  org: string;
  role: Role;
  until?: Dayjs;
}

/** A post for a person, open-ended unless a last day is given. */
export function AppointDialog({
  user,
  org,
  role,
  onDone,
  onClose,
}: {
  user: UserItem;
  org?: string;
  role?: Role;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  return (
    <FormDialog<PostForm>
      title={t('people.appointTitle', { name: user.name })}
      confirm={t('people.appoint')}
      initial={{ org: org ?? user.org?.code, role }}
      onSubmit={({ org, role, until }) =>
        answer(
          client.POST('/api/v1/appointments', {
            body: { userId: user.id, org, role, endsAt: until?.endOf('day').toISOString() },
          }),
        ).then(onDone)
      }
      onClose={onClose}
    >
      <Form.Item name="org" label={t('people.at')} rules={[{ required: true }]}>
        <OrgSelect />
      </Form.Item>
      <Form.Item name="role" label={t('people.role')} rules={[{ required: true }]}>
        <Select options={roles.map((role) => ({ value: role, label: t(`common:role.${role}`) }))} />
      </Form.Item>
      <Form.Item name="until" label={t('people.until')}>
        <DatePicker format={typedFormats} disabledDate={(day) => day.isBefore(dayjs(), 'day')} />
      </Form.Item>
    </FormDialog>
  );
}
