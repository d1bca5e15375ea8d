/** Between two items, in pixels. */
export const gap = 14;

/**
 * Where items of these heights begin, level with what they want (null: anywhere), below `floor` and pushed down where
 * they would collide. The one `held` stands where it wants: those before it move up as far as there is room.
 */
export function levels(
  heights: number[],
  wanted: (number | null)[],
  floor: number,
  held: number | null,
): number[] {
  const tops: number[] = [];
  let next = floor;
  for (const [index, height] of heights.entries()) {
    const top = Math.max(wanted[index] ?? 0, next);
    tops.push(top);
    next = top + height + gap;
    if (index === held && top > (wanted[index] ?? top))
      next = lifted(tops, heights, wanted[index] ?? top, floor);
  }
  return tops;
}

/** Moves the last item up to `want` with those before it; answers where the next one may begin. */
function lifted(tops: number[], heights: number[], want: number, floor: number): number {
  const last = tops.length - 1;
  const above = heights.slice(0, last).reduce((sum, height) => sum + height + gap, 0);
  let most = Math.max(want, floor + above);
  for (let index = last; index >= 0; index -= 1) {
    tops[index] = Math.min(tops[index] ?? most, most);
    most = (tops[index] ?? most) - gap - (heights[index - 1] ?? 0);
  }
  return (tops[last] ?? 0) + (heights[last] ?? 0) + gap;
}
