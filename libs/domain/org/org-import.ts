import { parseNumeral } from '../numerals/numeral';
import type { FieldProblem } from '../problems';
import { deepestTree, mayHangUnder } from './org-tree';
import { type OrgKind, orgKindNames, orgKinds } from './roles';

/** What a code may look like: it stands in addresses and file names, and is never taken for an id. */
export const orgCodePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;
/** Words that are paths of their own below /org-units. */
const reservedCodes = new Set(['tree', 'import', 'export']);
const uuidLike = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

export const longestOrgName = 100;
const phonePattern = /^[0-9+() -]{3,40}$/;

export function isOrgCode(code: string): boolean {
  return orgCodePattern.test(code) && !reservedCodes.has(code.toLowerCase()) && !uuidLike.test(code);
}

/** One line of an import file, as text. A column that the file lacks altogether is undefined. */
export interface OrgImportRow {
  /** The line in the file, counted from 1, the heading included. */
  line: number;
  code: string;
  name: string;
  /** A kind or its Chinese name. */
  kind: string;
  parentCode: string;
  phone?: string;
  position?: string;
}

/** A unit that stands already. */
export interface StandingUnit {
  code: string;
  name: string;
  kind: OrgKind;
  parentCode: string | null;
  phone: string | null;
  position: number;
  depth: number;
  dissolved: boolean;
}

export interface PlannedUnit {
  code: string;
  name: string;
  kind: OrgKind;
  parentCode: string | null;
  phone: string | null;
  position: number;
}

/** What an import would do. `create` has superiors before their units. */
export interface OrgImportPlan {
  create: PlannedUnit[];
  update: PlannedUnit[];
  unchanged: number;
}

/**
 * Plans an import, or says everything that is wrong with the file. Rows of units that stand already
 * change their name, phone and position; moving and upgrading are acts of their own, so another superior
 * or kind is a fault. Rows may come in any order. `left`: codes of rows that are not taken, by their lines.
 */
export function planOrgImport(
  rows: readonly OrgImportRow[],
  standing: ReadonlyMap<string, StandingUnit>,
  options: { rootAllowed: boolean; left?: ReadonlyMap<string, number> },
): { plan: OrgImportPlan } | { faults: FieldProblem[] } {
  const faults: FieldProblem[] = [];
  const units = new Map<string, { unit: PlannedUnit; line: number }>();
  const left = new Map(options.left);
  const fault = (line: number, column: string, code: string, detail: string) =>
    faults.push({ pointer: `/rows/${line}/${column}`, code, detail: `第${line}行：${detail}` });

  for (const row of rows) {
    const unit = parseRow(row, standing.get(row.code), fault);
    if (!unit) {
      if (row.code !== '') left.set(row.code, row.line);
      continue;
    }
    const earlier = units.get(unit.code);
    if (earlier) fault(row.line, 'code', 'duplicate', `编码“${unit.code}”与第${earlier.line}行重复。`);
    else units.set(unit.code, { unit, line: row.line });
  }

  const plan: OrgImportPlan = { create: [], update: [], unchanged: 0 };
  const depths = depthsOf(units, standing, (line) =>
    fault(line, 'parentCode', 'below_itself', '上级关系成环。'),
  );
  for (const { unit, line } of units.values()) {
    const stands = standing.get(unit.code);
    if (stands) {
      checkStanding(unit, stands, line, fault);
      if (sameUnit(unit, stands)) plan.unchanged += 1;
      else plan.update.push(unit);
      continue;
    }
    checkNew({ unit, line }, { units, standing, left, rootAllowed: options.rootAllowed }, fault);
    if ((depths.get(unit.code) ?? 0) > deepestTree) {
      fault(line, 'parentCode', 'too_deep', `组织层级最多${deepestTree}层。`);
    }
    plan.create.push(unit);
  }
  if (faults.length > 0) return { faults };
  plan.create.sort((a, b) => (depths.get(a.code) ?? 0) - (depths.get(b.code) ?? 0));
  return { plan };
}

/** 支部, 直属党支部, 联合支部 are branches, 总支 and 党总支部 general branches. */
function kindNamed(text: string): OrgKind | undefined {
  const known = orgKinds.find((kind) => kind === text || orgKindNames[kind] === text);
  if (known !== undefined) return known;
  if (/^(?:基层|直属|联合)?(?:党)?总支(?:部|委员会)?$/.test(text)) return 'general_branch';
  if (/^(?:基层|直属|联合|独立|学校)?(?:党)?支部(?:委员会)?$/.test(text)) return 'branch';
  return /^(?:教育局|教育)?(?:党委|党组|工委|党工委)$/.test(text) ? 'bureau' : undefined;
}

/** 3, 第3, 三 */
function positionIn(text: string): number {
  return parseNumeral(text.replace(/^第|[.、号位]$/g, '')) ?? Number(text);
}

type Fault = (line: number, column: string, code: string, detail: string) => void;

/** An empty position leaves a standing unit where it is; an absent phone column leaves its phone. */
function parseRow(row: OrgImportRow, stands: StandingUnit | undefined, fault: Fault): PlannedUnit | null {
  const kind = kindNamed(row.kind);
  const position = row.position ? positionIn(row.position) : (stands?.position ?? 0);
  let sound = true;
  const refuse = (column: string, code: string, detail: string) => {
    sound = false;
    fault(row.line, column, code, detail);
  };
  if (!isOrgCode(row.code))
    refuse(
      'code',
      'code',
      row.code === '' ? '须写编码。' : `编码“${row.code}”须为1至64位字母、数字、点、横线或下划线。`,
    );
  if (row.name === '' || row.name.length > longestOrgName) {
    refuse('name', 'name', `名称须为1至${longestOrgName}个字。`);
  }
  if (!kind)
    refuse(
      'kind',
      'kind',
      `不认识的类别“${row.kind}”，须为${orgKinds.map((known) => orgKindNames[known]).join('、')}。`,
    );
  if (row.phone && !phonePattern.test(row.phone))
    refuse('phone', 'phone', `电话“${row.phone}”格式不正确；一格只写一个号码，没有的留空。`);
  if (!Number.isInteger(position) || position < 0 || position > 1_000_000) {
    refuse('position', 'position', `顺序“${row.position}”须为0至1000000的整数。`);
  }
  if (!sound || !kind) return null;
  return {
    code: row.code,
    name: row.name,
    kind,
    parentCode: row.parentCode || null,
    phone: row.phone === undefined ? (stands?.phone ?? null) : row.phone || null,
    position,
  };
}

function checkStanding(unit: PlannedUnit, stands: StandingUnit, line: number, fault: Fault): void {
  if (stands.dissolved) fault(line, 'code', 'unit_dissolved', `“${stands.name}”已撤销。`);
  if (unit.kind !== stands.kind) fault(line, 'kind', 'kind_changed', '导入不能改变类别，请使用升格。');
  if (unit.parentCode !== stands.parentCode) {
    fault(line, 'parentCode', 'parent_changed', '导入不能改变上级，请使用移动。');
  }
}

interface Around {
  units: ReadonlyMap<string, { unit: PlannedUnit }>;
  standing: ReadonlyMap<string, StandingUnit>;
  left: ReadonlyMap<string, number>;
  rootAllowed: boolean;
}

function checkNew(
  { unit, line }: { unit: PlannedUnit; line: number },
  { units, standing, left, rootAllowed }: Around,
  fault: Fault,
): void {
  if (unit.parentCode === null) {
    if (!rootAllowed) fault(line, 'parentCode', 'parent_missing', '须填写上级编码。');
    else if (!mayHangUnder(unit.kind, null)) {
      fault(line, 'parentCode', 'kind_not_allowed', `${orgKindNames[unit.kind]}须有上级。`);
    }
    return;
  }
  const stands = standing.get(unit.parentCode);
  const parent = stands ?? units.get(unit.parentCode)?.unit;
  const above = left.get(unit.parentCode);
  if (!parent && above !== undefined)
    fault(
      line,
      'parentCode',
      'parent_refused',
      `上级“${unit.parentCode}”所在的第${above}行有错，请先改正那一行。`,
    );
  else if (!parent) fault(line, 'parentCode', 'unknown_unit', `没有编码或名称为“${unit.parentCode}”的单位。`);
  else if (stands?.dissolved) fault(line, 'parentCode', 'unit_dissolved', `上级“${stands.name}”已撤销。`);
  else if (!mayHangUnder(unit.kind, parent.kind)) {
    fault(
      line,
      'parentCode',
      'kind_not_allowed',
      `${orgKindNames[unit.kind]}不能设在${orgKindNames[parent.kind]}之下。`,
    );
  }
}

function sameUnit(unit: PlannedUnit, stands: StandingUnit): boolean {
  return unit.name === stands.name && unit.phone === stands.phone && unit.position === stands.position;
}

/** How deep each row's unit comes to lie, roots at 1; rows on a ring are reported once each. */
function depthsOf(
  units: ReadonlyMap<string, { unit: PlannedUnit; line: number }>,
  standing: ReadonlyMap<string, StandingUnit>,
  onRing: (line: number) => void,
): Map<string, number> {
  const depths = new Map<string, number>();
  for (const start of units.keys()) {
    const chain: string[] = [];
    const onChain = new Set<string>();
    let code: string | null = start;
    while (code !== null && !depths.has(code) && !standing.has(code) && units.has(code)) {
      if (onChain.has(code)) {
        for (const member of chain.slice(chain.indexOf(code))) {
          onRing(units.get(member)?.line ?? 0);
          depths.set(member, 0);
        }
        break;
      }
      onChain.add(code);
      chain.push(code);
      code = units.get(code)?.unit.parentCode ?? null;
    }
    let depth = code === null ? 0 : (depths.get(code) ?? standing.get(code)?.depth ?? 0);
    for (const member of chain.reverse()) {
      if (depths.has(member)) continue;
      depth += 1;
      depths.set(member, depth);
    }
  }
  return depths;
}
