/** Words of the product and the organisation, the first that somebody who knows it would try. */
const localWords = [
  'baoshen',
  '报审',
  'dangwei',
  'dangzhibu',
  'dangjian',
  'jiaoyuju',
  'zhibu',
  'secretary',
  'reviewer',
];

let known: Promise<Set<string>> | undefined;

/** Some fifty thousand passwords from leaks; read at the first change, for most processes never see one. */
function knownPasswords(): Promise<Set<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set<string>([...dictionary['passwords-common'], ...localWords]),
  );
  return known;
}

/**
 * Whether a password is one of those tried first: known from leaks or a word of this product, also with digits
 * and signs put before or after it, or written twice.
 */
export async function isGuessable(password: string): Promise<boolean> {
  const passwords = await knownPasswords();
  const whole = password.toLowerCase();
  const forms = [whole, onceOf(whole)].flatMap((text) => [text, coreOf(text), onceOf(coreOf(text))]);
  return forms.some((text) => passwords.has(text));
}

function coreOf(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function onceOf(text: string): string {
  const half = text.slice(0, text.length / 2);
  return half + half === text ? half : text;
}
