#!/usr/bin/env bash
# 生成站点并切换到新版本：先写到新文件夹，写完再换链接；出错时原站点不动。
# RULEBOOK_PUBLISH_TO：内网服务器上的发布目录，nginx 的 root 指向其中的 current。
set -euo pipefail
cd "$(dirname "$0")/.."
to=${RULEBOOK_PUBLISH_TO:?请设置 RULEBOOK_PUBLISH_TO 为发布目录，例如 /srv/rulebook}
name=$(date -u +%Y%m%dT%H%M%SZ)-$(git rev-parse --short=12 HEAD)
mkdir -p "$to/releases"
new="$to/releases/.$name"
rm -rf "$new"
make build SITE="$new"
mv "$new" "$to/releases/$name"
ln -sfn "releases/$name" "$to/.next"
mv -T "$to/.next" "$to/current"
# 留最近五个版本，供回退：ln -sfn releases/<名称> current
find "$to/releases" -mindepth 1 -maxdepth 1 -type d -name '2*' | sort -r | tail -n +6 | xargs -r rm -rf --
echo "已发布：$to/current -> releases/$name"
