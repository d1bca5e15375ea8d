import type { ApiAnswer, ApiClient } from '@testing/http';
import { contentOf, mostCharacters } from './texts';

export interface TextRequest {
  name: string;
  send: () => Promise<ApiAnswer<unknown>>;
}

/**
 * What a report of the hardest text of the greatest length is asked for, in this order: the first saves it. The
 * requests are made before they are measured, since writing a body takes time as well.
 */
export async function textRequests(author: ApiClient, report: string, text: string): Promise<TextRequest[]> {
  const { body } = await author.get<{ version: number }>(`/reports/${report}`);
  const content = JSON.stringify(contentOf(text, mostCharacters));
  const { sections, unplaced } = contentOf(text, mostCharacters);
  const pasted = JSON.stringify({ text: [...sections.map((section) => section.body), unplaced].join('\n') });
  const get = (path: string) => ({
    name: `GET ${path}`,
    send: () => author.get<unknown>(`/reports/${report}${path}`),
  });
  return [
    {
      name: 'PUT /content',
      send: () =>
        author.send('PUT', `/reports/${report}/content`, content, {
          headers: { 'if-match': `"${body.version}"` },
        }),
    },
    get(''),
    get('/checks'),
    get('/diff?from=0'),
    get('/likeness'),
    ...['txt', 'docx', 'pdf'].map((format) => get(`/document?format=${format}`)),
    { name: 'POST /import', send: () => author.send('POST', `/reports/${report}/import`, pasted) },
  ];
}
