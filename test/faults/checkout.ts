import { basename, dirname, resolve } from 'node:path';

const above = resolve(__dirname, '../..');

/** The checkout's folder, from the sources as from what was built of them. */
export const checkout = basename(above) === 'dist' ? dirname(above) : above;
