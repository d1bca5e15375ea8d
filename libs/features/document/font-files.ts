export type FontName = 'fang-song' | 'kai' | 'hei' | 'biao-song' | 'song';

/**
 * The fonts that the PDF embeds, all under the SIL Open Font License and from the package registry. The
 * commercial faces that offices use (方正小标宋, 仿宋_GB2312, 楷体_GB2312, 黑体) may not be shipped, and
 * no FangSong of free licence is on the registry: LXGW WenKai, drawn between 仿宋 and 楷体, stands for
 * both, light for the text and regular for （一） headings; Noto Serif SC bold is the 小标宋.
 * `npm run package` takes these files of the packages and no others.
 */
export const fontFiles: Record<FontName, string> = {
  'fang-song': '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-300-normal.woff',
  kai: '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff',
  hei: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  'biao-song': '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  song: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
};
