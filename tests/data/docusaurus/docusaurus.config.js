throw new Error("this is never run");
