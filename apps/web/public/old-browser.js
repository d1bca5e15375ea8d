// Only browsers without modules run this, so it is written as they can read it.
document.documentElement.className = 'old-browser';
var sentence = document.querySelector('.not-started');
if (sentence) {
  sentence.style.animation = 'none';
  sentence.innerHTML =
    '<p>\u8fd9\u4e2a\u6d4f\u89c8\u5668\u592a\u65e7\uff0c\u6253\u4e0d\u5f00\u62a5\u5ba1\u3002</p><p>\u8bf7\u6362\u7528\u65b0\u7248\u7684 Edge\u3001Chrome\uff0c\u6216\u8005\u628a 360\u3001QQ\u3001\u641c\u72d7\u6d4f\u89c8\u5668\u5207\u6362\u5230\u6781\u901f\u6a21\u5f0f\u3002</p>';
}
