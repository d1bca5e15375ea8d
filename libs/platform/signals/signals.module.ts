import { Global, Module } from '@nestjs/common';
import { Signals } from './signals';

/** Global, because every feature that commits a transition raises a signal. */
@Global()
@Module({ providers: [Signals], exports: [Signals] })
export class SignalsModule {}
