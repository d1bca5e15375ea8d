import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { DatabaseUrlError, readDatabaseUrl } from './database-url';

/** Nothing is forgotten that may still be told twice, or that somebody on holiday has not seen. */
const leastKept = 30;

/** The variables of design 2.1, as they stand in the environment after empty values were dropped. */
export class Environment {
  @Transform(({ value }) => (value === undefined ? 3000 : Number(value)))
  @IsInt()
  @Min(0)
  @Max(65535)
  PORT = 3000;

  @IsString()
  @MaxLength(255)
  HOST = '127.0.0.1';

  /** Unset: an embedded PostgreSQL under DATA_DIR. */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  DATABASE_URL?: string;

  @IsString()
  @MaxLength(1024)
  DATA_DIR = '.data';

  /** Unset: BullMQ runs on PostgreSQL. */
  @IsOptional()
  @IsUrl({ protocols: ['redis', 'rediss'], require_tld: false, require_protocol: true })
  REDIS_URL?: string;

  @IsIn(['all', 'api', 'worker'])
  ROLE: 'all' | 'api' | 'worker' = 'all';

  @IsOptional()
  @IsIn(['0', '1'])
  DEMO?: '0' | '1';

  @IsOptional()
  @IsString()
  @MinLength(16)
  @MaxLength(512)
  SESSION_SECRET?: string;

  @IsString()
  @MaxLength(64)
  TZ_DEFAULT = 'Asia/Shanghai';

  @IsOptional()
  @IsUrl({ protocols: ['smtp', 'smtps'], require_tld: false, require_protocol: true })
  SMTP_URL?: string;

  /** The address people see, used in links of notifications. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  PUBLIC_URL?: string;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' = 'info';

  /** S3-compatible store for attachments; unset: a folder under DATA_DIR. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  S3_ENDPOINT?: string;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  S3_BUCKET?: string;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  S3_REGION?: string;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  S3_ACCESS_KEY_ID?: string;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  S3_SECRET_ACCESS_KEY?: string;

  /** Connections of one process to PostgreSQL. Each plans every statement anew: more are slower from a cold start. */
  @Transform(({ value }) => (value === undefined ? 10 : Number(value)))
  @IsInt()
  @Min(2)
  @Max(200)
  DATABASE_POOL = 10;

  /** Seconds for which an API process serves on after SIGTERM, unready already, until every proxy has noticed. */
  @Transform(({ value }) => (value === undefined ? 5 : Number(value)))
  @IsInt()
  @Min(0)
  @Max(120)
  DRAIN_SECONDS = 5;

  /** Where a worker process of its own answers /health/live, /health/ready and /metrics; 0 for nowhere. */
  @Transform(({ value }) => (value === undefined ? 0 : Number(value)))
  @IsInt()
  @Min(0)
  @Max(65535)
  WATCH_PORT = 0;

  /** Where traces are sent by OTLP over HTTP, e.g. http://127.0.0.1:4318; unset: none are made. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @IsString()
  @MaxLength(255)
  OTEL_SERVICE_NAME = 'baoshen';

  /** Days for which messages stay in people's inboxes; 0: for ever. */
  @Transform(({ value }) => (value === undefined ? 730 : Number(value)))
  @ValidateIf(({ KEEP_NOTIFICATIONS_DAYS }: Environment) => KEEP_NOTIFICATIONS_DAYS !== 0)
  @IsInt()
  @Min(leastKept)
  @Max(36_500)
  KEEP_NOTIFICATIONS_DAYS = 730;

  /** Days for which is kept what was sent by mail or to a group, and what became of it; 0: for ever. */
  @Transform(({ value }) => (value === undefined ? 180 : Number(value)))
  @ValidateIf(({ KEEP_DELIVERIES_DAYS }: Environment) => KEEP_DELIVERIES_DAYS !== 0)
  @IsInt()
  @Min(leastKept)
  @Max(36_500)
  KEEP_DELIVERIES_DAYS = 180;

  /** Days for which is kept who had which draft compiled, once it is done; 0: for ever. */
  @Transform(({ value }) => (value === undefined ? 90 : Number(value)))
  @ValidateIf(({ KEEP_COMPILATIONS_DAYS }: Environment) => KEEP_COMPILATIONS_DAYS !== 0)
  @IsInt()
  @Min(leastKept)
  @Max(36_500)
  KEEP_COMPILATIONS_DAYS = 90;

  /** How many reverse proxies stand before the API, for the client's address. */
  @Transform(({ value }) => (value === undefined ? 0 : Number(value)))
  @IsInt()
  @Min(0)
  @Max(10)
  TRUSTED_PROXIES = 0;
}

/** Thrown when the environment cannot be used; the message names every variable at fault. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

/**
 * Validates the environment; an empty value counts as unset.
 * @throws EnvironmentError naming each variable and what is wrong with it
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const known = Object.keys(new Environment()).concat([
    'DATABASE_URL',
    'REDIS_URL',
    'DEMO',
    'SESSION_SECRET',
    'SMTP_URL',
    'PUBLIC_URL',
    'S3_ENDPOINT',
    'S3_BUCKET',
    'S3_REGION',
    'S3_ACCESS_KEY_ID',
    'S3_SECRET_ACCESS_KEY',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ]);
  const given = Object.fromEntries(
    Object.entries(source).filter(
      ([name, value]) => known.includes(name) && value !== undefined && value.trim() !== '',
    ),
  );
  const environment = plainToInstance(Environment, given, { exposeDefaultValues: true });
  const faults = validateSync(environment, { validationError: { target: false, value: false } }).map(
    (fault) => `${fault.property}: ${Object.values(fault.constraints ?? {}).join('; ')}`,
  );
  if (environment.DATABASE_URL) {
    try {
      environment.DATABASE_URL = readDatabaseUrl(environment.DATABASE_URL);
    } catch (error) {
      if (!(error instanceof DatabaseUrlError)) throw error;
      faults.push(`DATABASE_URL: ${error.message}`);
    }
  }
  if (environment.DATABASE_URL && !environment.SESSION_SECRET) {
    faults.push('SESSION_SECRET: required when DATABASE_URL is set (at least 16 characters)');
  }
  if (!isTimeZone(environment.TZ_DEFAULT))
    faults.push('TZ_DEFAULT: not a time zone name such as Asia/Shanghai');
  if (faults.length > 0)
    throw new EnvironmentError(`The environment cannot be used:\n  ${faults.join('\n  ')}`);
  return environment;
}

/** Whether demonstration data is loaded and its password accepted (design 2.1, 2.2). */
export function isDemonstration(environment: Environment): boolean {
  return environment.DEMO === undefined ? environment.DATABASE_URL === undefined : environment.DEMO === '1';
}

/** Whether people reach the server by TLS, which cookies and HSTS then insist on. */
export function servedOverHttps(environment: Environment): boolean {
  return environment.PUBLIC_URL?.startsWith('https:') ?? false;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
