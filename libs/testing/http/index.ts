export { type ApiAnswer, ApiClient, type RequestOptions } from './api-client';
export { type ApiHarness, type ApiHarnessOptions, apiHarness, testEnvironment } from './api-harness';
export { issueToken, sessionSecret } from './issue-token';
