/** Runs once after all specs; leaves neither process nor file. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.baoshenTestServer?.stop();
  globalThis.baoshenTestServer = undefined;
}
