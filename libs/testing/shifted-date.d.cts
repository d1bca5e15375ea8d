/** The source of a script that shifts a page's date by this many milliseconds. */
export declare function shiftedPage(milliseconds: number): string;
