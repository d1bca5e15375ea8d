export { type SignalName, Signals } from './signals';
export { SignalsModule } from './signals.module';
