#!/usr/bin/env bash
# Set-up on Debian 12 or alike: system packages where allowed, then a virtual environment with pinned packages.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
VENV=${VENV:-.venv}

packages=()
command -v chromium >/dev/null || packages+=(chromium)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || packages+=(nginx-light)
command -v logrotate >/dev/null || [ -x /usr/sbin/logrotate ] || packages+=(logrotate)
[ -e /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc ] || packages+=(fonts-noto-cjk)
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)

if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "安装系统软件包：${packages[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
  else
    echo "缺少系统软件包：${packages[*]}。预览站点不受影响；跑浏览器测试前请由管理员执行：apt-get install -y ${packages[*]}" >&2
  fi
fi

[ -x "$VENV/bin/pip" ] || "$PYTHON" -m venv "$VENV"
"$VENV/bin/pip" install --quiet --require-hashes -r requirements.txt
"$VENV/bin/pip" install --quiet --no-deps --no-build-isolation -e .

# 打印用的宋、黑、楷、仿四种自由字体：只取字体文件，不装 TeX
fonts="$VENV/share/rulebook/fonts"
faces="FandolSong-Bold FandolHei-Regular FandolKai-Regular FandolFang-Regular"
if [ ! -e "$fonts/FandolFang-Regular.otf" ] && command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
  scratch=$(mktemp -d)
  [ "$(id -u)" != 0 ] || ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1 || apt-get update -qq
  if (cd "$scratch" && apt-get download -qq -o APT::Sandbox::User=root texlive-lang-chinese >/dev/null 2>&1); then
    mkdir -p "$fonts"
    for face in $faces; do
      dpkg-deb --fsys-tarfile "$scratch"/*.deb | tar -xO --wildcards "*/fandol/$face.otf" >"$fonts/$face.otf.new"
      mv "$fonts/$face.otf.new" "$fonts/$face.otf"
    done
  else
    echo "没有取到打印用的字体（Debian 软件包 texlive-lang-chinese），暂时不能生成 PDF，其余不受影响。" >&2
  fi
  rm -rf "$scratch"
fi
