import { useQuery } from '@tanstack/react-query';
import { answer, client } from './http';
import type { components } from './schema';

export type SetupState = components['schemas']['SetupAnswer'];
export type SetupBody = components['schemas']['SetupBody'];

/** Whether this installation still waits for its first administrator. */
export const useSetupState = () =>
  useQuery({
    queryKey: ['setup'],
    queryFn: () => answer<SetupState>(client.GET('/api/v1/setup')),
    staleTime: 60_000,
  });

/** @throws ApiProblem with the field at fault */
export const beginSetup = (body: SetupBody) => answer(client.POST('/api/v1/setup', { body }));
