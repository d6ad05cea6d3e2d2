# shellcheck shell=sh
# Shared by publish, rollback, doctor, backup and restore: words for failures, and commands at the place of publication.

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

# Stop with one sentence: what happened, what to do.
die() {
  told=1
  warn "停止：$*"
  exit 1
}

# What a failed command complained of ($1: a file), in words with a way out; its last line where its kind is not known.
explain() {
  if grep -qiE 'No space left|Disk quota|磁盘没有空间|磁盘空间不够' "$1"; then
    say "磁盘满了。请清理磁盘（df -h 看哪里满，旧版本在发布目录的 releases 里，也可以把 --keep 改小），再运行一次。"
  elif grep -qiE 'index.lock|\.lock.: File exists' "$1"; then
    say "上一次 git 中途停了，留下一个锁文件。确认没有别的 git 在运行，删掉出错信息里的 .lock 文件，再运行。"
  elif grep -qi 'dubious ownership' "$1"; then
    say "这个文件夹属于另一个用户，git 不肯用。请换成它的属主运行（ls -ld . 看属主，sudo -u 属主 deploy/publish）。"
  elif grep -qiE 'not a git repository' "$1"; then
    say "这里没有 .git，不是完整的仓库。请重新克隆，或者从备份恢复（deploy/restore），再运行。"
  elif grep -qiE 'non-fast-forward|fetch first|stale info|cannot lock ref' "$1"; then
    say "推送被拒绝：主分支上刚有了新的提交。再运行一次就会从新的提交开始。"
  elif grep -qiE 'protected branch|hook declined|not allowed to push|remote rejected|denied to' "$1"; then
    say "推送被拒绝：仓库不许这个账号推送到主分支。请让仓库管理员给发布账号推送台账的权限，再运行一次。"
  elif grep -qiE 'Authentication failed|could not read Username|Permission denied \(publickey|Host key verification' "$1"; then
    say "登录不上：用户名、密钥或者主机指纹不对。请先用同一个用户试 git fetch 或者 ssh，能用了再运行。"
  elif grep -qiE 'Could not resolve|unable to access|Connection refused|Connection timed out|No route|does not appear to be a git|Could not read from remote' "$1"; then
    say "连不上远处的仓库或者服务器。请检查网络和地址（git remote -v），再运行一次。"
  elif grep -qiE '^Killed|^Terminated|by signal|of signal|hung up unexpectedly|early EOF|Connection closed|Connection reset|Broken pipe' "$1"; then
    say "程序或者连接中途断了：多半内存不够、有人停了它，或者网络断了。再运行一次；还是断，请看 dmesg | tail 和网络。"
  elif grep -qiE 'Permission denied|Operation not permitted|Read-only file system|insufficient permission' "$1"; then
    say "没有写的权限。请看出错的文件夹属于谁（ls -ld），用它的属主运行，或者由管理员改属主。"
  elif grep -qiE 'Please tell me who you are|empty ident' "$1"; then
    say "git 不知道提交人是谁。请执行 git config user.name 名字 和 git config user.email 邮箱。"
  elif grep -qiE 'No module named|bad interpreter' "$1"; then
    say "虚拟环境不完整，或者仓库搬过位置。请执行 rm -rf .venv && make setup，再运行。"
  else
    say "$(tail -n 1 "$1")　处理以后再运行一次；看不懂，请运行 deploy/doctor，连同上面的话交给管理员。"
  fi
}

# Run a command ($2…) that does $1; where it fails, say why and stop.
run() {
  doing=$1 status=0
  shift
  "$@" 2>"$log" || status=$?
  [ "$status" -ne 0 ] || return 0
  grep -vE '^$' "$log" | tail -n 30 >&2 || :
  if [ "$status" -gt 128 ] && [ "$status" -ne 255 ] && [ ! -s "$log" ]; then echo "ended by signal $((status - 128))" >"$log"; fi
  die "${doing}没有做成。$(explain "$log")"
}

quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }

# Where to publish: /folder here, or host:/folder over ssh. Sets host, folder, at_folder (quoted for a shell).
place() {
  case $1 in
    /*) host='' folder=$1 ;;
    -*) die "发布目录不能以 - 开头：$1。" ;;
    *:/*) host=${1%%:*} folder=${1#*:} ;;
    *) die "发布目录要写完整路径（例如 /srv/rulebook，或者 主机:/srv/rulebook），不能写“$1”。" ;;
  esac
  at_folder=$(quoted "$folder")
}

# Run the shell command $1 in the place of publication.
at() {
  if [ -n "$host" ]; then
    ssh -o BatchMode=yes -o ConnectTimeout=15 -- "$host" "cd $at_folder && $1"
  else
    (cd "$folder" && sh -c "$1")
  fi
}

# The release that is served, "" before the first publication. Fails where the place cannot be asked.
served() {
  link=$(at 'if [ -L current ]; then readlink current; fi') || return 1
  say "${link#releases/}"
}

# Names of the releases that are kept, oldest first.
releases() { at "find releases -mindepth 1 -maxdepth 1 -type d ! -name '.*'" | sed 's|^releases/||' | LC_ALL=C sort; }

# Value of key $2 in the notes of release $1, "" without notes. Fails where the place cannot be asked.
noted() {
  notes=$(at "cat releases/$(quoted "$1").info 2>/dev/null || :") || return 1
  printf '%s\n' "$notes" | sed -n "s/^$2 //p"
}

# Serve release $1: one rename, so that no request sees half of it.
serve() { at "rm -f .next && ln -s releases/$(quoted "$1") .next && mv -T .next current"; }

# The place of publication belongs to one run at a time, on whatever machine. $1: what is being done. Sets held.
# Who holds it stands in .publishing/owner (machine, process.its start, user, since); its time is that of the last step.
# The folder comes to its name with the owner in it: killed or out of room on the way, nothing holds the place.
hold() {
  mine="$(uname -n) $$.$(started $$) $(id -un) $(date '+%m月%d日%H:%M')开始$1"
  until claim 2>"$log"; do
    at 'test -e .publishing' || run "占住发布目录" claim
    read_holder
    if [ "$machine" = "$(uname -n)" ] && ! alive "$process"; then # a run on this machine that was killed
      set_free || die "上次没有做完的发布留下的 $folder/.publishing 删不掉（属于$(at 'stat -c %U .publishing')）。请由管理员删除，再运行。"
      continue
    fi
    # shellcheck disable=SC2016  # it is expanded in the place of publication
    idle=$(at 'echo $((($(date +%s) - $(stat -c %Y .publishing/owner 2>/dev/null || stat -c %Y .publishing)) / 60))' || echo 0)
    who=${machine:+机器 $machine 上的 $user（进程 ${process%.*}，$since）}
    [ "$idle" -lt "${RULEBOOK_IDLE_MINUTES:-60}" ] ||
      die "${who:-另一次发布}占着 $folder，$idle 分钟没有动静，多半已经断了。请看它是否还在运行；确认停了，执行 ${host:+ssh $host }rm -r $folder/.publishing，再运行。"
    die "${who:-另一次发布}正在写 $folder，$idle 分钟前还有动静。等它结束再运行。"
  done
  held=$mine
}

claim() {
  stage=$(quoted ".publishing-$(uname -n)-$$")
  printf '%s\n' "$mine" |
    at "rm -rf $stage && mkdir $stage && cat >$stage/owner && test ! -e .publishing && mv -T $stage .publishing || { rm -rf $stage; exit 1; }"
}

# Sets machine, process, user and since of who holds the place, "" for nobody and for one without a name.
read_holder() {
  read -r machine process user since <<END || :
$(holder)
END
}

# When process $1 began, in ticks of this machine: its number alone may have gone to another.
started() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# Whether the process of an owner's note (number.start) still runs here.
alive() {
  [ -d "/proc/${1%.*}" ] || return 1
  case $1 in *.*) [ "$(started "${1%.*}")" = "${1#*.}" ] ;; esac
}

holder() { at 'cat .publishing/owner 2>/dev/null || :'; }

# Tell others that this run goes on; stop where the place was taken away from it.
keep_hold() {
  [ -n "${held:-}" ] || return 0
  [ "$(holder)" = "$held" ] ||
    die "发布目录 $folder 已经不归这一次：有人删了 .publishing，或者另一台机器占了它。请等那一次结束，再运行。"
  at 'touch .publishing/owner'
}

give_back() {
  if [ "$(holder)" = "$held" ]; then set_free || :; fi
}

set_free() { at "mv -T .publishing .publishing-gone-$$ && rm -rf .publishing-gone-$$" 2>/dev/null; }
