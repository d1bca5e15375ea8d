const explained =
  "账号和密码里除字母、数字和 - . _ ~ ! $ & ' ( ) * + , ; = 以外的字符要写成百分号编码：@ 写 %40，: 写 %3A，/ 写 %2F，# 写 %23，? 写 %3F，% 写 %25，空格写 %20" +
  ' (in the user name and password every other character is written as %XX: @ is %40, / is %2F, # is %23, ? is %3F, % is %25)';
const form = 'postgres://账号:密码@主机:端口/数据库 (postgres://user:password@host:5432/database)';
const plain = /^(?:[\w.~!$&'()*+,;=-]|%[0-9a-fA-F]{2})*$/;
const host = /^(?:[\w.-]+|\[[0-9a-fA-F:.]+\])$/;
const usable: ReadonlySet<string> = new Set(['any', 'read-write', 'primary']);

/** The address is not one; the message says what is wrong and never repeats it, since it holds a password. */
export class DatabaseUrlError extends Error {
  override name = 'DatabaseUrlError';
}

/**
 * Reads `postgres://user:password@a:5432,b:5432/database?target_session_attrs=read-write`.
 * @returns the address as drivers read it: one host, the rest in parameters that `SteadyClient` knows
 * @throws DatabaseUrlError
 */
export function readDatabaseUrl(text: string): string {
  const [, rest] = /^postgres(?:ql)?:\/\/(.*)$/s.exec(text) ?? [];
  if (rest === undefined) throw new DatabaseUrlError(`应形如 ${form}`);
  const authorityEnd = rest.search(/[/?#]/);
  const authority = authorityEnd < 0 ? rest : rest.slice(0, authorityEnd);
  const path = authorityEnd < 0 ? '' : rest.slice(authorityEnd);
  const at = authority.lastIndexOf('@');
  // A password with a raw / ? or # ends what looks like the host before its @.
  if ((at < 0 && path.split('?')[0]?.includes('@')) || path.includes('#'))
    throw new DatabaseUrlError(explained);
  const colon = authority.indexOf(':');
  const user = at < 0 ? '' : authority.slice(0, colon >= 0 && colon < at ? colon : at);
  const password = colon >= 0 && colon < at ? authority.slice(colon + 1, at) : '';
  if (!plain.test(user) || !plain.test(password)) throw new DatabaseUrlError(explained);

  const hosts = authority
    .slice(at + 1)
    .split(',')
    .map(readHost);
  const [first = ''] = hosts;
  const [database = '', query = ''] = path.split('?', 2);
  if (!/^\/[^/]+$/.test(database)) throw new DatabaseUrlError(`缺少数据库名：${form}`);
  const parameters = new URLSearchParams(query);
  const attributes = parameters.get('target_session_attrs');
  if (attributes !== null && !usable.has(attributes))
    throw new DatabaseUrlError(
      `target_session_attrs 只能是 read-write、primary 或 any：报审要写入数据 (the product writes)`,
    );
  if (hosts.length > 1) parameters.set('hosts', hosts.join(','));
  const written = parameters.toString();
  const credentials = at < 0 ? '' : `${authority.slice(0, at)}@`;
  return `postgres://${credentials}${first}${database}${written ? `?${written}` : ''}`;
}

function readHost(text: string): string {
  const [, name = '', , port] = /^(\[[^\]]*\]|[^:]*)(:(.*))?$/.exec(text) ?? [];
  if (!host.test(name)) throw new DatabaseUrlError(`主机名无法识别，或密码里有未编码的字符：${explained}`);
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535))
    throw new DatabaseUrlError(`端口应为 1 到 65535，或密码里有未编码的字符：${explained}`);
  return `${name}:${port ?? 5432}`;
}
