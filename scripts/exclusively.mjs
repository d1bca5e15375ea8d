import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './tool.mjs';

/** Runs `work` while no other process on this checkout runs work of that name. */
export async function exclusively(name, work) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const lock = join(root, '.cache', `${name}.lock`);
  while (!take(lock)) {
    if (!isAlive(Number.parseInt(read(lock), 10))) rmSync(lock, { force: true });
    else await delay(100);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(lock) {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
