package cli

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// slurmJob is the README's job file, of a small sweep.
const slurmJob = `#!/bin/sh
#SBATCH --array=1-3
#SBATCH --output=log-%a
nudge sweep --x beta=0.1,1 --y temperature=0,1e-5,1e-3 --trials 2 --equilibrate 10 --layers 4,3,3 \
    --shard auto/3 --resume -o "$(printf 'part-%04d.csv' "$SLURM_ARRAY_TASK_ID")"
`

// slurmConf runs Debian's Slurm (apt-get install slurm-wlm) on this machine
// alone, without munge, systemd, control groups or a database. @HOST@ and @DIR@
// are filled in.
const slurmConf = `ClusterName=one
SlurmctldHost=@HOST@(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
SlurmctldPort=26817
SlurmdPort=26818
StateSaveLocation=@DIR@
SlurmdSpoolDir=@DIR@
SlurmctldPidFile=@DIR@/slurmctld.pid
SlurmdPidFile=@DIR@/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
NodeName=@HOST@ NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=@HOST@ Default=YES State=UP
`

// TestSweepSlurm runs a sweep as a job array under Slurm on this machine, in
// about ten seconds. The parts joined are the whole.
func TestSweepSlurm(t *testing.T) {
	if _, err := exec.LookPath("slurmctld"); err != nil || testing.Short() {
		t.Skip("Slurm is not installed (apt-get install slurm-wlm), or the test is to be short")
	}
	if os.Getuid() != 0 {
		t.Skip("slurmd starts jobs as the users that submit them, which takes root")
	}
	dir := slurm(t)
	write(t, filepath.Join(dir, "job.sh"), slurmJob)
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	submit := exec.CommandContext(ctx, "sbatch", "--wait", "job.sh")
	submit.Dir = dir
	out, err := submit.CombinedOutput()
	parts, _ := filepath.Glob(filepath.Join(dir, "part-*.csv"))
	logs, _ := filepath.Glob(filepath.Join(dir, "log-*"))
	var all, said string
	for _, file := range logs {
		said += read(t, file)
	}
	for _, file := range parts {
		all += read(t, file)
	}
	if err != nil || len(parts) != 3 {
		t.Fatalf("%d parts, %v: %s%s", len(parts), err, out, said)
	}
	if whole, _ := do(t, 0, small()...); all != whole {
		t.Errorf("the parts are\n%s, want\n%s", all, whole)
	}
}

// slurm starts the daemons and returns the folder that they work in.
func slurm(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	conf := filepath.Join(dir, "slurm.conf")
	write(t, conf, strings.NewReplacer("@HOST@", host, "@DIR@", dir).Replace(slurmConf))
	t.Setenv("SLURM_CONF", conf)
	said, err := os.Create(filepath.Join(dir, "said"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { said.Close() })
	for _, daemon := range [][]string{{"slurmctld", "-D", "-c"}, {"slurmd", "-D"}} {
		c := exec.Command(daemon[0], daemon[1:]...)
		c.Stdout, c.Stderr = said, said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			_ = c.Process.Signal(os.Interrupt)
			_ = c.Wait()
		})
	}
	for range 100 {
		if out, _ := exec.Command("sinfo", "--noheader").Output(); bytes.Contains(out, []byte("idle")) {
			return dir
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Skipf("Slurm does not start on this machine:\n%s", read(t, said.Name()))
	return ""
}
