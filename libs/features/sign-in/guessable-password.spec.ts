import { isGuessable } from './guessable-password';

describe('a password that is tried first', () => {
  it.each([
    '1234567890',
    'qwertyuiop',
    'Password123!',
    '!!dragon2025',
    'monkeymonkey',
    'Baoshen-2026',
    '报审2026报审2026',
  ])('is %s', async (password) => {
    expect(await isGuessable(password)).toBe(true);
  });

  it.each(['an-honest-new-password', '春风又绿江南岸明月何时', 'kx7-vprq-2mdw', 'the dragon reads at night'])(
    'is not %s',
    async (password) => {
      expect(await isGuessable(password)).toBe(false);
    },
  );
});
