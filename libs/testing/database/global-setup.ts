import { startTestServer, type TestServer } from './server';

declare global {
  var baoshenTestServer: TestServer | undefined;
}

/** Runs once before the specs of the project "database". */
export default async function globalSetup(): Promise<void> {
  globalThis.baoshenTestServer = await startTestServer();
}
