import i18next from 'i18next';
import createClient from 'openapi-fetch';
import { freshId } from '../kit/fresh-id';
import { serverFailed } from '../live/server-away';
import { someoneElse } from '../session/owner';
import type { ProblemDocument } from './contract';
import { ApiProblem } from './problem';
import type { paths } from './schema';

let csrfToken: string | null = null;
let onUnauthenticated: (() => Promise<boolean>) | null = null;

/** The token the server gave at sign-in; unsafe methods carry it. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/**
 * Asked when a request meets 401: resolves true once the person has signed in again, and the
 * request is then repeated. False lets the 401 through.
 */
export function setReauthentication(handler: (() => Promise<boolean>) | null): void {
  onUnauthenticated = handler;
}

let onForgery: (() => Promise<boolean>) | null = null;

/** Asked when a token was refused: resolves true once the page has the token of its owner's present session. */
export function setForgery(handler: (() => Promise<boolean>) | null): void {
  onForgery = handler;
}

const offline = (): ApiProblem =>
  new ApiProblem({
    status: 0,
    code: 'offline',
    title: i18next.t('common:offline'),
    detail: i18next.t('common:offlineHint'),
  });

function failure(status: number, body: unknown): ApiProblem {
  const fallback: ProblemDocument = {
    status,
    code: `http_${status}`,
    title: i18next.t('common:serverFailed'),
  };
  return new ApiProblem(typeof body === 'object' && body !== null ? { ...fallback, ...body } : fallback);
}

const safe = new Set(['GET', 'HEAD']);

/** Signing in and asking who is signed in answer 401 for themselves. */
const mayAskAgain = (request: Request): boolean => !/\/auth\/(login|me)$/.test(new URL(request.url).pathname);

async function sendOnce(request: Request): Promise<Response> {
  const attempt = request.clone();
  attempt.headers.set('Accept-Language', i18next.language);
  if (!safe.has(request.method) && csrfToken) attempt.headers.set('X-CSRF-Token', csrfToken);
  try {
    const response = await fetch(attempt);
    if (await isAway(response)) void serverFailed();
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    void serverFailed();
    throw offline();
  }
}

/** What a proxy answers in place of a server, and a server in place of its database; a busy one is there. */
async function isAway(response: Response): Promise<boolean> {
  if (response.status === 502 || response.status === 504) return true;
  if (response.status !== 503) return false;
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as ProblemDocument | null;
  return body === null || body.code === 'unavailable';
}

async function isForgery(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as ProblemDocument | null;
  return body?.code === 'csrf';
}

/**
 * A POST carries a key of its own, so that its repetition after signing in again acts once. While somebody else is
 * signed in in this browser nothing is sent: it would be done in their name.
 */
async function send(request: Request): Promise<Response> {
  const own = !mayAskAgain(request);
  const refusal = someoneElse();
  if (refusal && !own) throw refusal;
  if (request.method === 'POST') request.headers.set('Idempotency-Key', freshId());
  const response = await sendOnce(request);
  if (own) return response;
  if (response.status === 401 && onUnauthenticated)
    return (await onUnauthenticated()) ? sendOnce(request) : response;
  if (!onForgery || !(await isForgery(response))) return response;
  if (await onForgery()) return sendOnce(request);
  throw someoneElse() ?? failure(403, await response.json());
}

interface Uploaded {
  status: number;
  body: unknown;
}

function postForm(
  path: string,
  form: FormData,
  key: string,
  onProgress: (share: number) => void,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.setRequestHeader('Accept-Language', i18next.language);
    request.setRequestHeader('Idempotency-Key', key);
    if (csrfToken) request.setRequestHeader('X-CSRF-Token', csrfToken);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = () => {
      void serverFailed();
      reject(offline());
    };
    request.send(form);
  });
}

/**
 * Sends one file and says how much of it is on its way (0 to 1). By XMLHttpRequest, because fetch tells
 * nothing of a body being sent. Like every POST it may be repeated once after signing in again.
 * @throws ApiProblem
 */
export async function sendFile<T>(path: string, file: File, onProgress: (share: number) => void): Promise<T> {
  const form = new FormData();
  form.append('file', file);
  const refusal = someoneElse();
  if (refusal) throw refusal;
  const key = freshId();
  let sent = await postForm(path, form, key, onProgress);
  if (sent.status === 401 && (await onUnauthenticated?.()))
    sent = await postForm(path, form, key, onProgress);
  if (sent.status >= 200 && sent.status < 300) return sent.body as T;
  throw failure(sent.status, sent.body);
}

/** An empty filter is no filter. */
function searchOf(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
}

/** The API as its OpenAPI document types it: paths, parameters and bodies are checked. */
export const client = createClient<paths>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  fetch: send,
  querySerializer: searchOf,
});

/** `If-Match` for the version that was read. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

/** What a call answered; anything but success is thrown as an {@link ApiProblem}. */
export async function answer<T>(
  call: Promise<{ data?: unknown; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw failure(response.status, error);
}
