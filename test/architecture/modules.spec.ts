import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const api = join(__dirname, '../../apps/api');
const classOf = /export class (\w+Controller)\b/g;

interface Resource {
  folder: string;
  modules: string[];
  /** Every controller that a file of the folder declares. */
  controllers: string[];
  /** Those that its module has. */
  served: string[];
}

function resourceIn(folder: string, files: Record<string, string>): Resource {
  const modules = Object.keys(files).filter((file) => file.endsWith('.module.ts'));
  const controllers = Object.entries(files)
    .filter(([file]) => file.endsWith('.controller.ts'))
    .flatMap(([, source]) => [...source.matchAll(classOf)].map(([, name = '']) => name));
  const lists = modules.map((file) => /controllers: \[([^\]]*)\]/.exec(files[file] ?? '')?.[1] ?? '');
  const served = lists.flatMap((list) => list.match(/\w+/g) ?? []);
  return { folder, modules, controllers: controllers.sort(), served: served.sort() };
}

function faultOf({ folder, modules, controllers, served }: Resource): string | null {
  if (modules.length !== 1) return `${folder} has ${modules.length} modules`;
  if (controllers.length === 0) return `${folder} has no controller`;
  if (controllers.join() !== served.join())
    return `${folder} declares ${controllers}, its module has ${served}`;
  return null;
}

describe('The modules of the API', () => {
  it('are one a resource, each with the controllers of its folder and no others', () => {
    const folders = readdirSync(api, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const resources = folders.map(({ name }) => {
      const files = readdirSync(join(api, name)).filter((file) => file.endsWith('.ts'));
      return resourceIn(
        name,
        Object.fromEntries(files.map((file) => [file, readFileSync(join(api, name, file), 'utf8')])),
      );
    });
    expect(resources.length).toBeGreaterThan(15);
    expect(resources.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
  });

  it('would be told where a controller is left out, taken from elsewhere, or a second module stands', () => {
    const module = '@Module({ controllers: [CycleController] }) export class CycleApiModule {}';
    const controller = 'export class CycleController {}';
    const files = { 'cycle-api.module.ts': module, 'cycle.controller.ts': controller };
    expect(faultOf(resourceIn('cycle', files))).toBeNull();
    expect(
      faultOf(resourceIn('cycle', { ...files, 'dates.controller.ts': 'export class DatesController {}' })),
    ).toMatch(/DatesController/);
    expect(faultOf(resourceIn('cycle', { ...files, 'cycle.controller.ts': '' }))).toMatch(/no controller/);
    expect(faultOf(resourceIn('cycle', { ...files, 'other.module.ts': module }))).toMatch(/2 modules/);
  });
});
