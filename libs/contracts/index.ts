export { PayloadError } from './job-payload';
export * from './jobs';
